export {
  findOld,
  fromOld,
  fromOldFont,
  fromWindows1252,
  OLD_ENCODINGS,
  type OldEncoding,
  type OldFont,
  oldFont,
} from './encodings';
export { fold } from './fold';
export { type NormaliseReport, normalise, normaliseReport } from './normalise';
export { isSyllable, type Syllable, syllable, type Tone } from './syllable';
export { oldTone } from './tone';
export { countWords } from './words';
