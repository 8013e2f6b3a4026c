import { expect, test } from 'vitest';
import { ownSpans, type TraceEvent } from './trace';

const place = { pid: 1, tid: 1 };
const named: TraceEvent = { ...place, ph: 'M', name: 'thread_name', ts: 0, args: { name: 'CrBrowserMain' } };
const task = (ts: number, dur: number, tdur: number, file: string): TraceEvent => ({
  ...place,
  ph: 'X',
  name: 'ThreadControllerImpl::RunTask',
  ts,
  dur,
  tdur,
  args: { src_file: file },
});
const call = (ts: number): TraceEvent => ({ ...place, ph: 'X', name: 'WebContents::Invoke', ts, dur: 1, tdur: 1 });

test("a call counts from its message's arrival, by the thread's CPU time", () => {
  expect(ownSpans([named, task(100, 5000, 3000, 'ipc/ipc_mojo_bootstrap.cc'), call(4000)])).toEqual([
    { cpu: 3, what: 'call' },
  ]);
});

test("Node's loop counts, the browser's own work and other threads do not", () => {
  const other = { ...task(0, 9, 9000, 'electron/shell/common/node_bindings.cc'), tid: 2 };
  const spans = ownSpans([
    named,
    other,
    task(100, 50, 40, 'ipc/x.cc'),
    call(120),
    task(200, 90, 7000, 'electron/shell/common/node_bindings.cc'),
    task(300, 90, 90_000, 'content/browser/devtools/devtools_http_handler.cc'),
  ]);
  expect(spans.map(({ cpu, what }) => `${what} ${cpu}`)).toEqual(['call 0.04', 'loop 7']);
});

test('a trace without a call is no measurement', () => {
  expect(() => ownSpans([named, task(200, 90, 7000, 'electron/shell/common/node_bindings.cc')])).toThrow('no call');
});
