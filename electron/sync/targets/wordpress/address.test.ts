import { expect, test } from 'vitest';
import { siteBase } from './address';

test.each([
  ['https://camau.example', 'https://camau.example'],
  ['https://camau.example/', 'https://camau.example'],
  ['https://camau.example/tin/wp-admin/edit.php?x=1', 'https://camau.example/tin'],
  ['https://camau.example/wp-json/', 'https://camau.example'],
  ['https://camau.example/wp-login.php', 'https://camau.example'],
  ['https://camau.example:8443/tin/index.php', 'https://camau.example:8443/tin'],
  ['http://127.0.0.1:8080', 'http://127.0.0.1:8080'],
  ['http://localhost/wp', 'http://localhost/wp'],
])('%s is the site %s', (url, base) => {
  expect(siteBase(url, {}).base).toBe(base);
});

test.each([
  ['http://camau.example', 'target.insecure'],
  ['http://127.0.0.1.camau.example', 'target.insecure'],
  ['ftp://camau.example', 'target.address'],
  ['https://editor:secret@camau.example', 'target.address'],
  ['camau', 'target.address'],
])('%s gets no password: %s', (url, code) => {
  expect(() => siteBase(url, {})).toThrow(expect.objectContaining({ code }));
});

test("a host of the office's own network may go without TLS where policy names it", () => {
  const policy = { insecureHosts: ['noi-bo.example'] };
  expect(siteBase('http://noi-bo.example/', policy)).toMatchObject({ encrypted: false });
  expect(() => siteBase('http://khac.example/', policy)).toThrow();
});
