/** Preloaded into sohoa's processes (`node --import`): puts the saboteurs in place of the modules they sabotage. */
import { register } from 'node:module';

register('./hooks.mjs', import.meta.url);
