/**
 * What may be wrong with a file that people write (a layout, an event pack), in English: for logs, for the commands
 * and for a view in that language. The names in braces are what the sentence names. Another language says each of
 * them in its own words (`renderer/i18n/zh/problems.ts`); names of fields stay as they stand in the file.
 */
export const PROBLEM_SENTENCES = {
  // What any value of such a file may lack.
  empty: 'must not be empty.',
  'text-long': 'must be at most {limit} characters.',
  'id-form': 'must be letters, digits, ".", "-" and "_", at most 100.',
  least: 'must be at least {limit}.',
  most: 'must be at most {limit}.',
  'least-mm': 'must be at least {limit} mm.',
  'most-mm': 'must be at most {limit} mm.',
  'least-m': 'must be at least {limit} m.',
  'most-m': 'must be at most {limit} m.',
  whole: 'must be a whole number.',
  'whole-px': 'must be a whole number of pixels.',
  'whole-ms': 'must be whole milliseconds.',
  negative: 'must not be negative.',
  'one-of': 'must be one of {choices}.',
  few: 'must have at least {limit}.',
  many: 'must have at most {limit}.',
  format: 'must be {choices}, the format that this version reads.',
  missing: 'is missing.',
  'not-text': 'must be a text.',
  'not-number': 'must be a number.',
  'not-boolean': 'must be true or false.',
  'not-list': 'must be a list.',
  'not-object': 'must be an object.',
  'key-unknown': 'Unrecognized key: "{key}".',
  unusable: 'cannot be used: {reason}.',

  // A layout file.
  'layout-unreadable': 'The layout file {file} cannot be read ({reason}); check its name.',
  'layout-json': 'The file is not JSON yet, or not any more: line {line}, column {column}: {reason}.',
  'display-id-form':
    'must be made of letters, digits, ".", "-" and "_", at most 100: it stands in the address of the page.',
  'dwell-short': 'must be at least {limit}: nobody can read faster.',
  'panel-unknown': 'names no panel: {given}. There are {choices}.',
  sizes: 'must be a row of sizes like "2.9rem minmax(0, 1fr) auto", and is "{given}".',
  'rows-none': 'must have at least one row.',
  'arrangements-none': 'must have at least one arrangement.',
  'displays-none': 'must have at least one display.',
  'display-twice': 'two displays have the id "{id}"; give each display an id of its own.',
  'preset-twice': 'two presets have the name "{name}"; a seat calls them by it.',
  'scene-undescribed': 'the scene "{scene}" is not described under scenes; add it.',
  'rotation-short': 'a rotation needs at least two different scenes; add one, or leave the rotation out.',
  'rotation-without': 'its scene "{scene}" is not in its rotation; put it in, the rotation begins with it.',
  'takeover-self': 'it cannot take over from itself; take it out of takeover.',
  'takeover-unknown': 'takeover names "{display}", which is no display of this file.',
  'screen-empty': 'screen says nothing; give a label, an output, or x, y, widthPx and heightPx.',
  'screen-half-place': 'screen has one of x and y; give both.',
  'screen-half-size': 'screen has one of widthPx and heightPx; give both.',
  'sound-none': 'none has "sounds": true; the machine of one display makes the sounds.',
  'sound-many': '{displays} have "sounds": true; only one may, or every alarm is heard several times.',
  'preset-display-unknown': '"{display}" is no display of this file; use one of {displays}.',
  'preset-empty': 'it names no display; name at least one.',
  'aspect-zero-missing': 'no arrangement has the minAspect 0; narrower screens would have none. Add one.',
  'aspect-twice': 'two arrangements have the minAspect {aspect}; keep one.',
  'areas-ragged': 'row {row} of areas has {count} columns and row 1 has {first}; make them equal.',
  'columns-differ': 'columns has {given} sizes and areas has {count}; make them equal.',
  'rows-differ': 'rows has {given} sizes and areas has {count}; make them equal.',
  'area-unknown': 'the area "{area}" is no panel; use a panel\'s name, "head" or ".".',
  'area-torn': 'the area "{area}" is not one rectangle; put its cells together.',
  'head-missing': '"head" is missing; it says how old everything is. Add a row of it.',
  'critical-homeless': 'the critical panel "{panel}" has no area; give it one, or take it out of critical.',

  // An event pack: the file and who signed it.
  'pack-unreadable': 'It cannot be read ({reason}). Put a readable file there.',
  'pack-large': 'It cannot be read (it is larger than {limit} bytes). Put a readable file there.',
  'pack-encoding': 'It is no UTF-8 text: it was damaged on its way. Get it anew.',
  'pack-json': 'It is no JSON: line {line}, column {column}: {reason}.',
  'pack-unsigned': 'It has no signature, or something follows it. Sign it: npm run event-pack -- sign.',
  'signer-untrusted':
    'It is signed by "{signer}", whom this wall does not trust (trusted: {trusted}). ' +
    'Put the public key into the folder of trusted keys, or get the pack from somebody trusted.',
  'nobody-trusted':
    'It is signed by "{signer}", whom this wall does not trust (trusted: none). ' +
    'Put the public key into the folder of trusted keys, or get the pack from somebody trusted.',
  'content-changed':
    'Its content is not what "{signer}" signed: it was changed afterwards. Get it anew, or sign it again.',
  'pack-older':
    'It is version {version} of "{event}", and {file} is version {taken}: that one is taken. Remove this file.',
  'pack-gone': 'Its file is not there any more, or is refused. It stays in force as it was activated.',
  'pack-differs':
    'Its file is now version {version}; version {active} is in force. Roll back and activate to take it.',

  // What an event pack says.
  'instant-early': 'must be an instant in milliseconds UTC, after the year 2000.',
  'instant-late': 'must be an instant in milliseconds UTC, before the year 2100.',
  'limit-short': 'must be at least {limit} ms: nobody is quicker.',
  'limit-long': 'must be at most a day.',
  latitude: 'must be degrees from -90 to 90.',
  longitude: 'must be degrees from -180 to 180.',
  'corners-few': 'must have at least three corners.',
  'points-few': 'must have at least two points.',
  'id-twice': '"{id}" is there twice; give each an id of its own.',
  'ends-early': 'it ends before it begins; correct its times.',
  'phase-outside': 'it reaches out of the window of the event; correct one of them.',
  'phase-overlap': 'it begins before "{before}" ends; phases follow one another.',
  'zone-unknown': 'it names the zone "{id}", which is not in the pack; correct the name or add it.',
  'route-unknown': 'it names the route "{id}", which is not in the pack; correct the name or add it.',
  'phase-unknown': 'it names the phase "{id}", which is not in the pack; correct the name or add it.',
  'arrive-long': 'to arrive takes longer than to handle; correct one of the limits.',
} as const

/** The few words by which a place in a file is told, and how a place and its sentence stand together. */
export const PLACE_WORDS = {
  file: 'the whole file',
  pack: 'The pack',
  event: 'The event',
  zoneAndPhase: 'zone and phase',
  entry: '"{id}"',
  number: 'number {number}',
  between: ', ',
  placed: '{place}: {sentence}',
} as const
