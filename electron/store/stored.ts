import type { Block } from '../../shared/body/schema';
import { DamagedRow } from './faults';

/** A block as it was stored: checked then, so that only a damaged disk can make it anything else. */
export function storedBlock(json: string): Block {
  try {
    return JSON.parse(json) as Block;
  } catch (error) {
    throw new DamagedRow('a stored block is no JSON', { cause: error });
  }
}
