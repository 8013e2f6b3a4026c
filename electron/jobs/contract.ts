/**
 * Native work (Typst, picture decoding, Word files) runs in a process of its own: native code cannot be interrupted in a
 * thread, and its crash must not take the editor along. Cancel and a passed deadline are a kill; the next job starts anew.
 */
export interface Jobs {
  /**
   * @param kind name that the job process serves
   * @param input what structured clone takes (Uint8Array included)
   * @param options.deadlineMs wall time from the job's own start, after which the process is ended and the call rejects
   * @param options.onProgress called with whatever the job reports on its way
   * @throws AppError of the job itself, `cancelled` on abort, the host's timeout or crash code; Error for a fault of ours
   */
  run(kind: string, input: unknown, options?: JobOptions): Promise<unknown>;
  /** Ends the process; what still waits rejects with `cancelled`. Resolves when the process is gone. */
  shutdown(): Promise<void>;
}

export interface JobOptions {
  readonly deadlineMs?: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: unknown) => void;
}

/** A started child: Electron's utilityProcess or Node's child_process, behind one face. */
export interface JobChild {
  send(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  onExit(listener: (code: number | null) => void): void;
  kill(): void;
  /** Whether the child keeps the parent's event loop alive: only while it works. */
  hold?(on: boolean): void;
}

/** Starts the bundled entry; `memoryMb` limits its heap. */
export type StartChild = (entry: string, memoryMb: number) => JobChild;
