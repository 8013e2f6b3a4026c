import { expect, test } from 'vitest';
import { fileName } from './name';

const masthead = { kicker: '', title: '', publisher: '', issue: '', date: '' };

test.each([
  [{ title: 'Tiếng nói Vàm Lớn', issue: '7' }, 'ban-tin-tieng-noi-vam-lon-7.pdf'],
  [{ title: 'Bản tin Đất Mũi', issue: 'Số 3/2026' }, 'ban-tin-dat-mui-so-3-2026.pdf'],
  [{ title: '', date: '2026-07-05' }, 'ban-tin-2026-07-05.pdf'],
  [{ title: '漢字 / ../x', issue: '' }, 'ban-tin-x.pdf'],
  [{}, 'ban-tin.pdf'],
])('%j is called %s', (some, name) => {
  expect(fileName({ ...masthead, ...some })).toBe(name);
});
