export { writeWhole } from './file';
export { type Log, openLog } from './log';
export { type Notice, Notices } from './notices';
export { policyPath, type ReadPolicy, readPolicy } from './policy';
export { SettingsFile, type SettingsView } from './settings';
