export { fold } from './fold';
export { type NormaliseReport, normalise, normaliseReport } from './normalise';
export { oldTone } from './tone';
export { countWords } from './words';
