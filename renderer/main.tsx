import './ui/theme.css';
import './app/frame.css';
import { createRoot } from 'react-dom/client';
import { App } from './app/App';
import { loadPanes } from './app/rooms';
import { connect, restoreSession, settle, watchLine } from './app/start';
import { firstFrame } from './editor';
import { notifyError } from './ui/notify';
import { getSettings } from './ui/settings';
import { startWords } from './ui/words';

startWords(getSettings().language);
restoreSession();
const connected = connect();

const place = document.getElementById('root');
if (!place) throw new Error('index.html has no #root');
const root = createRoot(place);
root.render(<App settled={false} />);

// The first frame in which the editor takes keys (or the room stands) is painted: then all the rest, none of it
// waiting for what it does not need.
firstFrame()
  .then(async () => {
    settle().catch(notifyError);
    await loadPanes();
    root.render(<App settled={true} />);
    await idle();
    await watchLine();
  })
  .catch(notifyError);
connected.catch(notifyError);

/** Nothing more is to be drawn just now. */
function idle(): Promise<unknown> {
  return new Promise((resolve) => requestIdleCallback(resolve, { timeout: 1000 }));
}
