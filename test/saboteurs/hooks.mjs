/** Compiled module -> saboteur. A saboteur asks for the real one with `?real` behind it. */
const SABOTEURS = {
  '/dist/read/pdf/index.js': './pdf-reader.mjs',
  '/dist/recogniser/index.js': './recogniser.mjs',
};

export async function resolve(specifier, context, next) {
  const found = await next(specifier, context);
  const { pathname, search } = new URL(found.url);
  const saboteur = Object.entries(SABOTEURS).find(([module]) => pathname.endsWith(module));
  if (saboteur === undefined || search === '?real') return found;
  return { ...found, url: new URL(saboteur[1], import.meta.url).href };
}
