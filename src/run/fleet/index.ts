export { QueuePlace } from './queue.js';
export { type WorkerEvent, type WorkerOptions, work } from './worker.js';
