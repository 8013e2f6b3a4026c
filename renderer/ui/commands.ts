import type { CommandId } from '../../shared/commands';

/**
 * Where the menu, shortcuts and the palette meet what a room can do now. A room registers while it is mounted;
 * the last to register a command has it.
 */
const actions = new Map<CommandId, (() => void)[]>();

export function registerCommand(id: CommandId, action: () => void): () => void {
  const stack = actions.get(id) ?? [];
  stack.push(action);
  actions.set(id, stack);
  return () => {
    const at = stack.lastIndexOf(action);
    if (at >= 0) stack.splice(at, 1);
  };
}

/** Runs a command; false when nothing on screen answers to it. */
export function runCommand(id: CommandId): boolean {
  const action = actions.get(id)?.at(-1);
  action?.();
  return action !== undefined;
}

export const canRun = (id: CommandId): boolean => (actions.get(id)?.length ?? 0) > 0;
