export { type Kind, sniff } from './sniff.js';
export { type Location, readLocation, type Source, walk } from './walk.js';
