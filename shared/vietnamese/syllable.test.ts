import { expect, test } from 'vitest';
import { isSyllable, syllable } from './syllable';

test.each(
  'gì giếng gia giữ quá quốc quyền quy quý quơ que quê quăng quân quạu quoảng kẽ kiến nghề nghiêng ghế cách ngoan ngữ yên yêu khuỷu khuya thuở hoà hòa xoong oằn ương đường ấp lý kỹ ỉu Đại ĐOÀN'.split(
    ' ',
  ),
)('%s is a syllable', (word) => {
  expect(isSyllable(word)).toBe(true);
});

test.each('đậi ce cy ki̊ ngi gha nge kọa cắng1 hát́ bàc tịp̀ hhi yêc iên quf zô w flo xyz ạạ'.split(' '))(
  '%s is none',
  (word) => {
    expect(isSyllable(word)).toBe(false);
  },
);

test('the parts of a syllable', () => {
  expect(syllable('Nghiêng')).toEqual({ onset: 'ngh', rime: 'iêng', tone: 'ngang' });
  expect(syllable('quyết')).toEqual({ onset: 'qu', rime: 'yêt', tone: 'sắc' });
  expect(syllable('ộc')).toEqual({ onset: '', rime: 'ôc', tone: 'nặng' });
  expect(syllable('gì')).toEqual({ onset: 'gi', rime: '', tone: 'huyền' });
});
