/**
 * Native work (Typst, picture decoding, Word files) runs in a process of its own: native code cannot be interrupted in a
 * thread, and its crash must not take the editor along. Cancel and a passed deadline are a kill; the next job starts anew.
 */
export interface Jobs {
  /**
   * @param kind name that the job process serves
   * @param deadlineMs wall time after which the process is ended and the call rejects
   * @throws AppError of the job itself, `cancelled` on abort, or the host's timeout code
   */
  run(kind: string, input: unknown, options?: { deadlineMs?: number; signal?: AbortSignal }): Promise<unknown>;
  shutdown(): Promise<void>;
}

/** A started child: Electron's utilityProcess or Node's child_process, behind one face. */
export interface JobChild {
  send(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  onExit(listener: (code: number | null) => void): void;
  kill(): void;
}

/** Starts the bundled entry; `memoryMb` limits its heap. */
export type StartChild = (entry: string, memoryMb: number) => JobChild;
