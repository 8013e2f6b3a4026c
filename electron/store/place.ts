import { readFileSync } from 'node:fs';
import { resolve, sep } from 'node:path';
import { AppError } from '../../shared/domain/errors';

/** File systems over a network: their locks and shared memory do not hold what WAL needs. */
const NETWORK =
  /^(nfs\d*|cifs|smb\d*|smbfs|smb3|9p|afs|ncpfs|fuse\.(sshfs|rclone|davfs\d*|gvfsd-fuse|s3fs|glusterfs)|davfs\d*|glusterfs|ceph|lustre|beegfs)$/;

/** The type of the file system a path lies on, by a Linux mount table. The longest mount point that holds it counts. */
export function fileSystemOf(path: string, mounts: string): string | null {
  let found: { point: string; type: string } | null = null;
  for (const line of mounts.split('\n')) {
    const [, rawPoint, type] = line.split(' ');
    if (rawPoint === undefined || type === undefined) continue;
    const point = rawPoint.replace(/\\(\d{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));
    const inside = path === point || path.startsWith(point.endsWith(sep) ? point : point + sep);
    if (inside && (!found || point.length >= found.point.length)) found = { point, type };
  }
  return found?.type ?? null;
}

export interface Machine {
  readonly platform: NodeJS.Platform;
  /** The text of /proc/self/mounts, or '' where there is none. */
  readonly mounts: () => string;
}

export const thisMachine: Machine = {
  platform: process.platform,
  mounts: () => {
    try {
      return readFileSync('/proc/self/mounts', 'utf8');
    } catch {
      return '';
    }
  },
};

/** @throws AppError `store.network-share` for a folder on a network share */
export function checkPlace(folder: string, { platform, mounts }: Machine = thisMachine): void {
  // \\server\share and \\?\UNC\server\share; a mapped drive letter is seen by Windows alone and told by the shell.
  const share = platform === 'win32' ? /^(\\\\|\/\/)(?![?.][\\/](?!UNC))/i.test(folder) : false;
  const type = platform === 'linux' ? fileSystemOf(resolve(folder), mounts()) : null;
  if (share || (type !== null && NETWORK.test(type))) throw new AppError('store.network-share', { folder });
}
