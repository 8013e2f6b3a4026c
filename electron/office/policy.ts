import { readFileSync } from 'node:fs';
import { posix, win32 } from 'node:path';
import { type Policy, policy as schema } from '../../shared/domain/settings';

/**
 * Where an office's IT staff put the policy: a folder that only an administrator can write to.
 * @param chosen `--policy=FILE`; heard only in an unpackaged run, else anybody could lift what the office has set
 */
export function policyPath(machine: {
  platform: NodeJS.Platform;
  env: Readonly<Record<string, string | undefined>>;
  packaged: boolean;
  chosen?: string | undefined;
}): string {
  if (machine.chosen && !machine.packaged) return machine.chosen;
  if (machine.platform === 'win32') {
    return win32.join(machine.env.ProgramData || 'C:\\ProgramData', 'Toasoan', 'policy.json');
  }
  return posix.join('/etc', 'toasoan', 'policy.json');
}

export type ReadPolicy =
  | { readonly kind: 'none' }
  | { readonly kind: 'set'; readonly policy: Policy }
  | { readonly kind: 'unreadable'; readonly reason: string };

/**
 * Reads the policy file. One wrong key makes the whole file unreadable: half a policy would look like the office's will.
 * A byte order mark, which Windows editors write, is allowed.
 */
export function readPolicy(path: string): ReadPolicy {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' || code === 'ENOTDIR' ? { kind: 'none' } : { kind: 'unreadable', reason: code ?? message };
  }
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    return { kind: 'unreadable', reason: error instanceof Error ? error.message : String(error) };
  }
  const read = schema.safeParse(json);
  if (read.success) return { kind: 'set', policy: read.data };
  const reason = read.error.issues
    .map((issue) => [...issue.path.map(String), ...('keys' in issue ? issue.keys : [])].join('.') || issue.message)
    .join(', ');
  return { kind: 'unreadable', reason };
}
