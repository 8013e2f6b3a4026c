import { assertNever } from '../../shared/domain/errors';
import { type CoreCall, openCore } from './core';
import { type Report, type Request, type ThreadData, toWire } from './wire';

/** What a thread does with a request; `close` ends it. */
export type Serve = (request: Request) => void;

/** The thread that writes. @throws AppError of opening */
export function serveWriting({ folder }: ThreadData, report: (report: Report) => void): Serve {
  const core = openCore(folder, { onDamage: () => report({ kind: 'replacing' }) });
  let recoveries = core.recoveries;
  report({ kind: 'open', checked: core.checked });
  const tell = (): void => {
    if (core.recoveries !== recoveries) report({ kind: 'replaced' });
    recoveries = core.recoveries;
    for (const change of core.takeChanges()) report({ kind: 'change', change });
  };
  tell();
  return (request) => {
    switch (request.kind) {
      case 'call':
        try {
          const value = core.call(request.name as CoreCall, request.input as never);
          report({ kind: 'answer', id: request.id, value });
        } catch (error) {
          report({ kind: 'refusal', id: request.id, error: toWire(error) });
        }
        tell();
        break;
      case 'suspect':
        core.suspect();
        tell();
        break;
      case 'collect':
        core.collect(request.unused, request.before);
        break;
      case 'close':
        core.close();
        break;
      case 'release':
      case 'reopen':
        break;
      default:
        assertNever(request);
    }
  };
}
