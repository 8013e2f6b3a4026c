export { EditorRoom } from './Room';
export { firstFrame } from './ready';
