import { z } from 'zod';
import { AppError } from '../../../../shared/domain/errors';
import type { Target, TargetCheck, WordpressConfig } from '../../../../shared/domain/target';
import type { Contact } from '../target';
import { siteBase } from './address';
import { Site, shaped } from './client';

/**
 * What an account must be able to do, and what breaks without it. An Editor has them all; an Author cannot see other
 * people's posts (so a copy made by another account would not be found), a Contributor cannot publish nor upload.
 */
const NEEDED = [
  'edit_posts',
  'publish_posts',
  'edit_published_posts',
  'edit_others_posts',
  'edit_private_posts',
  'read_private_posts',
  'delete_posts',
  'delete_others_posts',
  'delete_published_posts',
  'manage_categories',
] as const;

const me = z.looseObject({
  id: z.number(),
  roles: z.array(z.string()).catch([]),
  // PHP writes an empty map as an empty list.
  capabilities: z.record(z.string(), z.unknown()).catch({}),
});

/** Tries address, line, kind, password, account and rights, in this order; stops at the first that fails. */
export async function checkSite(
  target: Target & { readonly config: WordpressConfig },
  contact: Contact,
): Promise<TargetCheck[]> {
  const checks: TargetCheck[] = [];
  const { url, user } = target.config;
  const add = (step: TargetCheck['step'], outcome: TargetCheck['outcome'], params: TargetCheck['params']): void => {
    checks.push({ step, outcome, params });
  };

  let address: ReturnType<typeof siteBase>;
  try {
    address = siteBase(url, contact.policy);
  } catch (error) {
    add('address', 'fail', { host: url, reason: error instanceof AppError ? error.code : '' });
    return checks;
  }
  const { base, host } = address;
  add('address', address.encrypted ? 'ok' : 'warn', { host });

  const site = new Site({
    base,
    host,
    user,
    secret: contact.secret ?? '',
    fetch: contact.fetch,
    clock: contact.clock,
    signal: contact.signal,
    patienceMs: contact.patienceMs,
  });
  try {
    const { name } = await site.discover();
    add('reach', 'ok', { host });
    add('kind', name === '' ? 'warn' : 'ok', { host, name });
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'cancelled') throw error;
    const status = Number(error.params.status ?? 0);
    if (error.code === 'target.not-wordpress') {
      add('reach', 'ok', { host });
      add('kind', 'fail', { host, ...error.params });
    } else if (error.code === 'target.address' || error.code === 'target.insecure') {
      checks[0] = { step: 'address', outcome: 'fail', params: { host: error.params.to || host, reason: error.code } };
    } else add('reach', status > 0 ? 'warn' : 'fail', { host, status, reason: error.params.reason ?? '' });
    return checks;
  }

  if (contact.secret === null || contact.secret === '') {
    add('secret', 'fail', {});
    return checks;
  }
  add('secret', contact.secretStays ? 'ok' : 'warn', {});

  let account: z.infer<typeof me>;
  try {
    const answer = await site.call('/users/me', { query: { context: 'edit', _fields: 'id,roles,capabilities' } });
    account = shaped(me, answer.body, host);
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'cancelled') throw error;
    const refused = error.code === 'target.auth' || error.code === 'target.forbidden';
    add('login', refused ? 'fail' : 'warn', {
      user,
      host,
      status: error.params.status ?? 0,
      reason: error.params.reason ?? '',
    });
    return checks;
  }
  add('login', 'ok', { user });

  const may = (right: string): boolean => account.capabilities[right] === true;
  const missing = NEEDED.filter((right) => !may(right));
  const role = account.roles.join(', ') || '?';
  add('rights', missing.length === 0 ? 'ok' : 'fail', { user, role, missing: missing.join(', ') });
  add('media', may('upload_files') ? 'ok' : 'fail', { user });
  return checks;
}
