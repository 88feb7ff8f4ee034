/** The looks of review.html. Lengths in rem, so that it can be enlarged; colours that can be told apart (WCAG AA). */
export const STYLE = `
:root { color-scheme: light; font: 1rem/1.45 system-ui, 'Segoe UI', Roboto, sans-serif; color: #1b1b1b; background: #f6f6f4; }
* { box-sizing: border-box; }
[hidden] { display: none !important; }
body { margin: 0; }
:focus-visible { outline: 3px solid #0b57d0; outline-offset: 2px; }
header { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center; padding: .6rem 1rem; background: #fff; border-bottom: 1px solid #ccc; }
h1 { font-size: 1.15rem; margin: 0; }
h2 { font-size: 1.05rem; margin: 0 0 .6rem; overflow-wrap: anywhere; }
h3 { font-size: .9rem; margin: .8rem 0 .2rem; }
button, input, select { font: inherit; padding: .3rem .55rem; border: 1px solid #767676; border-radius: .3rem; background: #fff; color: inherit; max-width: 100%; }
button { cursor: pointer; }
button[aria-pressed='true'] { background: #0b57d0; color: #fff; border-color: #0b57d0; }
#save { background: #0b57d0; color: #fff; border-color: #0b57d0; }
kbd { font: inherit; font-size: .8em; border: 1px solid currentColor; border-radius: .2rem; padding: 0 .3em; }
#filters { display: flex; flex-wrap: wrap; gap: .4rem; padding: .6rem 1rem; }
#filters label, .search { display: flex; flex-direction: column; font-size: .85rem; max-width: 14rem; }
#filters select { width: 100%; }
#count, #notes, #keys { margin: 0; padding: 0 1rem .4rem; font-size: .9rem; }
details { padding: 0 1rem .4rem; }
#documents { max-height: 14rem; overflow: auto; padding-left: 1rem; }
#documents span { margin-left: .5rem; font-size: .85rem; }
main { display: grid; grid-template-columns: minmax(18rem, 2fr) 3fr; gap: 1rem; padding: 0 1rem 1rem; height: 75vh; }
#list { list-style: none; margin: 0; padding: .2rem; overflow: auto; background: #fff; border: 1px solid #ccc; }
#list button { display: block; width: 100%; text-align: left; border: 0; border-left: .35rem solid #767676; border-radius: 0; padding: .4rem .6rem; border-bottom: 1px solid #e4e4e4; }
#list button.error { border-left-color: #b3261e; }
#list button.warning { border-left-color: #a15c00; }
#list button.decided { background: #eef6ee; }
#list button[aria-current='true'] { background: #dbe7fb; }
#list span { display: block; overflow-wrap: anywhere; }
#list .what { display: -webkit-box; -webkit-line-clamp: 2; -webkit-box-orient: vertical; overflow: hidden; }
.state, .where { font-size: .8rem; color: #4a4a4a; }
#detail { overflow: auto; background: #fff; border: 1px solid #ccc; padding: 1rem; }
#detail img { max-width: 100%; border: 1px solid #ccc; display: block; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem .8rem; margin: 0 0 .8rem; }
dt { color: #4a4a4a; }
dd { margin: 0; overflow-wrap: anywhere; }
.scroll { overflow-x: auto; margin: .6rem 0; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; }
caption { text-align: left; color: #4a4a4a; }
th, td { border: 1px solid #bbb; padding: .2rem .4rem; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
th:first-child, td:first-child { white-space: nowrap; overflow-wrap: normal; }
tr.own td { background: #fff3d6; }
tr.own td:nth-child(4) { outline: 3px solid #b3261e; outline-offset: -3px; }
polyline { fill: none; stroke: #0b57d0; stroke-width: 2; }
circle { fill: #0b57d0; }
.series p { margin: 0; font-size: .9rem; }
form { display: grid; gap: .35rem; margin-top: .8rem; padding-top: .8rem; border-top: 1px solid #ccc; }
#problem { color: #b3261e; margin: 0; min-height: 1.2em; }
.actions, .offers { display: flex; flex-wrap: wrap; gap: .4rem; }
@media (max-width: 62rem) { main { grid-template-columns: 1fr; height: auto; } #list { max-height: 45vh; } }
`;
