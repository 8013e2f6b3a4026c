export type { JobChild, JobOptions, Jobs, StartChild } from './contract';
export { type HostOptions, jobHost } from './host';
export { nodeChild } from './node-child';
export { type JobHandler, serveJobs } from './serve';
export { type UtilityFork, utilityChild } from './utility-child';
