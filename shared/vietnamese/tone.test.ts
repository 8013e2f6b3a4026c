import { expect, test } from 'vitest';
import { oldTone } from './tone';

test.each([
  ['hoà bình', 'hòa bình'],
  ['khoẻ, Thuý, HOẠ', 'khỏe, Thúy, HỌA'],
  ['Uỷ ban', 'Ủy ban'],
  ['uỷ oà', 'ủy òa'],
  ['quý quỳ QUỸ', 'quý quỳ QUỸ'],
  ['hoàn thuyền khuỷu hoàng toán', 'hoàn thuyền khuỷu hoàng toán'],
  ['hòa', 'hòa'],
])('%s → %s', (from, to) => {
  expect(oldTone(from)).toBe(to);
});
