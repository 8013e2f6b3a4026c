export { firstAnswer } from './first';
export { EditorRoom } from './Room';
export { firstFrame } from './ready';
