import type { Policy } from '../../../../shared/domain/settings';
import { TargetFault } from '../../fault';

const THIS_MACHINE = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * The base address of a site, without a slash at its end.
 * @throws AppError `target.address` for no web address, `target.insecure` where a password would travel in clear:
 * http is for this machine itself and for hosts that the office's policy names.
 */
export function siteBase(
  url: string,
  policy: Pick<Policy, 'insecureHosts'>,
): { base: string; host: string; encrypted: boolean } {
  let address: URL;
  try {
    address = new URL(url);
  } catch (error) {
    throw new TargetFault('target.address', { host: url, to: '' }, { cause: error });
  }
  const host = address.host;
  if (!['http:', 'https:'].includes(address.protocol) || address.username !== '' || address.password !== '') {
    throw new TargetFault('target.address', { host: host || url, to: '' });
  }
  const encrypted = address.protocol === 'https:';
  const allowed =
    THIS_MACHINE.has(address.hostname) ||
    (policy.insecureHosts ?? []).some((name) => name === host || name === address.hostname);
  if (!encrypted && !allowed) throw new TargetFault('target.insecure', { host });
  // People paste what stands in the browser: the sign-in page, the dashboard or the REST address itself.
  const path = address.pathname
    .replace(/\/(wp-admin|wp-json|wp-login\.php|index\.php)(\/.*)?$/, '')
    .replace(/\/+$/, '');
  return { base: `${address.protocol}//${host}${path}`, host, encrypted };
}
