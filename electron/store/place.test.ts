import { expect, test, vi } from 'vitest';
import { openCore } from './core';
import { testFolder } from './fixtures/folder';
import { checkPlace, fileSystemOf } from './place';

// Every save waits for the disk; on a busy machine that is most of the time.
vi.setConfig({ testTimeout: 60_000 });

const MOUNTS = `/dev/sda1 / ext4 rw 0 0
server:/home /home nfs4 rw 0 0
/dev/sdb1 /home/local\\040disk ext4 rw 0 0
//server/share /mnt/share cifs rw 0 0
an@host: /mnt/ssh fuse.sshfs rw 0 0`;

test('the file system of a path is that of the longest mount point it lies under', () => {
  expect(fileSystemOf('/home/an/Toa soan', MOUNTS)).toBe('nfs4');
  expect(fileSystemOf('/home/local disk/x', MOUNTS)).toBe('ext4');
  expect(fileSystemOf('/homework', MOUNTS)).toBe('ext4');
});

test.each(['/home/an', '/mnt/share/toasoan', '/mnt/ssh/x'])('a folder on a network share is refused: %s', (folder) => {
  expect(() => checkPlace(folder, { platform: 'linux', mounts: () => MOUNTS })).toThrow(
    expect.objectContaining({ code: 'store.network-share' }),
  );
});

test.each(['\\\\server\\share\\toasoan', '//server/share', '\\\\?\\UNC\\server\\share'])(
  'and on Windows: %s',
  (folder) => {
    expect(() => checkPlace(folder, { platform: 'win32', mounts: () => '' })).toThrow(
      expect.objectContaining({ code: 'store.network-share' }),
    );
  },
);

test.each(['C:\\Users\\An', '\\\\?\\C:\\Users\\An'])('a local folder of Windows is taken: %s', (folder) => {
  expect(() => checkPlace(folder, { platform: 'win32', mounts: () => '' })).not.toThrow();
});

test('a second copy on the same folder is refused while the first has it open', () => {
  const folder = testFolder();
  const first = openCore(folder);
  expect(() => openCore(folder)).toThrow(expect.objectContaining({ code: 'store.busy' }));
  first.close();
  openCore(folder).close();
});
