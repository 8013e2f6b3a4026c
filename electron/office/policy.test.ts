import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { policyPath, readPolicy } from './policy';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'toasoan-policy-'));
  file = join(folder, 'policy.json');
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('the policy file', () => {
  test('that is not there sets nothing', () => {
    expect(readPolicy(file)).toEqual({ kind: 'none' });
  });

  test('is read, with or without a byte order mark', () => {
    const policy = { language: 'vi', insecureHosts: ['portal.xa.local'] };
    for (const mark of ['', '\uFEFF']) {
      writeFileSync(file, mark + JSON.stringify(policy));
      expect(readPolicy(file)).toEqual({ kind: 'set', policy });
    }
  });

  test.each([
    ['{"langage":"vi"}', 'langage'],
    ['{"language":"fr"}', 'language'],
    ['{"theme":"dark","leftWidth":300}', 'leftWidth'],
  ])('%s is unreadable as a whole, and names the key', (text, key) => {
    writeFileSync(file, text);
    expect(readPolicy(file)).toEqual({ kind: 'unreadable', reason: expect.stringContaining(key) });
  });

  test.each(['', '{', '[]', 'null'])('%j is unreadable', (text) => {
    writeFileSync(file, text);
    expect(readPolicy(file).kind).toBe('unreadable');
  });

  test('that is a folder is unreadable, not absent', () => {
    expect(readPolicy(folder)).toEqual({ kind: 'unreadable', reason: 'EISDIR' });
  });
});

describe('where the policy lies', () => {
  test('in a folder for administrators', () => {
    expect(policyPath({ platform: 'linux', env: {}, packaged: true })).toBe('/etc/toasoan/policy.json');
    expect(policyPath({ platform: 'win32', env: { ProgramData: 'D:\\PD' }, packaged: true })).toBe(
      'D:\\PD\\Toasoan\\policy.json',
    );
  });

  test('elsewhere only in an unpackaged run', () => {
    const machine = { platform: 'linux', env: {}, chosen: '/tmp/p.json' } as const;
    expect(policyPath({ ...machine, packaged: false })).toBe('/tmp/p.json');
    expect(policyPath({ ...machine, packaged: true })).toBe('/etc/toasoan/policy.json');
  });
});
