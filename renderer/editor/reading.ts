/** The reader of pasted text with its HTML parser: loaded at the first paste. */
export { htmlToBlocks } from '../../shared/body/html';
export { placePictures } from '../../shared/body/read';
export { textToBlocks } from '../../shared/body/recognise';
