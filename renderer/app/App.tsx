import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EditorRoom } from '../editor';
import { ask } from '../library/requests';
import { registerCommand } from '../ui/commands';
import { Faults } from '../ui/Faults';
import { openRoom, type Room, useSession } from '../ui/session';
import { changeSettings, useSettings } from '../ui/settings';
import { Divider } from './Divider';
import { Notices } from './Notices';
import { nextPane } from './panes';
import { Rail } from './Rail';
import { CompactLibrary, Inspector, Palette, ROOMS, Themed } from './rooms';
import { StatusBar } from './StatusBar';
import { Toasts } from './Toasts';

interface Props {
  /** False until the editor's first frame is on screen: only the frame and the sheet are drawn. */
  readonly settled: boolean;
}

/** The window: rail, left pane, sheet or room, inspector, status bar. */
export function App({ settled }: Props) {
  const { t } = useTranslation();
  const { room } = useSession();
  const { settings } = useSettings();
  const [left, setLeft] = useState<number | null>(null);
  const [right, setRight] = useState<number | null>(null);
  const [palette, setPalette] = useState(0);
  useFrameCommands(() => setPalette((count) => count + 1));
  const leftWidth = left ?? settings.leftWidth;
  const rightWidth = right ?? settings.rightWidth;
  const inEditor = room === 'editor';
  return (
    <div className="frame">
      <Notices />
      <div className="panes">
        <Rail />
        {inEditor && settings.leftOpen && (
          <>
            <aside className="pane left" style={{ width: leftWidth }} aria-label={t('app:pane.left')} data-pane="left">
              {settled && (
                <Faults>
                  <Themed>
                    <CompactLibrary />
                  </Themed>
                </Faults>
              )}
            </aside>
            <Divider
              label={t('app:pane.leftWidth')}
              width={leftWidth}
              min={160}
              max={480}
              side={1}
              onMove={setLeft}
              onEnd={(width) => {
                setLeft(null);
                void changeSettings({ leftWidth: width });
              }}
            />
          </>
        )}
        <main className="middle" data-pane="middle">
          <div className="room" hidden={!inEditor}>
            <EditorRoom shown={inEditor} />
          </div>
          <RoomHost room={room} settled={settled} />
        </main>
        {inEditor && settings.rightOpen && (
          <>
            <Divider
              label={t('app:pane.rightWidth')}
              width={rightWidth}
              min={220}
              max={560}
              side={-1}
              onMove={setRight}
              onEnd={(width) => {
                setRight(null);
                void changeSettings({ rightWidth: width });
              }}
            />
            <aside
              className="pane right"
              style={{ width: rightWidth }}
              aria-label={t('app:pane.right')}
              data-pane="right"
            >
              {settled && (
                <Faults>
                  <Themed>
                    <Inspector />
                  </Themed>
                </Faults>
              )}
            </aside>
          </>
        )}
      </div>
      <StatusBar />
      <Toasts />
      {palette > 0 && (
        <Themed>
          <Palette asked={palette} />
        </Themed>
      )}
    </div>
  );
}

/** The room on screen; one that was opened once stays, so that its place in a list is where it was left. */
function RoomHost({ room, settled }: { readonly room: Room; readonly settled: boolean }) {
  const seen = useRef(new Set<Exclude<Room, 'editor'>>());
  if (room !== 'editor') seen.current.add(room);
  if (!settled) return null;
  return [...seen.current].map((name) => {
    const Content = ROOMS[name];
    return (
      <div className="room" key={name} hidden={name !== room} data-room={name}>
        <Faults>
          <Themed>
            <Content />
          </Themed>
        </Faults>
      </div>
    );
  });
}

function useFrameCommands(openPalette: () => void): void {
  const { settings } = useSettings();
  useEffect(() => {
    const ends = [
      registerCommand('room.library', () => openRoom('library')),
      registerCommand('room.editor', () => openRoom('editor')),
      registerCommand('room.bulletin', () => openRoom('bulletin')),
      registerCommand('room.sync', () => openRoom('sync')),
      registerCommand('room.office', () => openRoom('office')),
      // Also for a file that the program was started with, when no room is loaded yet: the library takes it up.
      registerCommand('intake.open', () => {
        openRoom('library');
        ask('intake');
      }),
      registerCommand('pane.next', () => nextPane(1)),
      registerCommand('pane.left', () => void changeSettings({ leftOpen: !settings.leftOpen })),
      registerCommand('pane.right', () => void changeSettings({ rightOpen: !settings.rightOpen })),
      registerCommand('palette.open', openPalette),
    ];
    return () => {
      for (const end of ends) end();
    };
  });
}
