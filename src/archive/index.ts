export { type Location, LocationReader, readLocation } from './location.js';
export { type Kind, sniff } from './sniff.js';
export { namedPlaces, type Source, type WalkOptions, walk } from './walk.js';
