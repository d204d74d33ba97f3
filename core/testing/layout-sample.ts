/** A display that a layout file may describe so, and an arrangement of its scene. */
export const display = {
  id: 'a',
  name: '甲',
  widthMm: 2000,
  heightMm: 1125,
  widthPx: 1920,
  heightPx: 1080,
  distanceMm: 3000,
  sounds: true,
  scene: 'duty',
}
export const arrangement = { minAspect: 0, areas: ['head', 'duty'], columns: '1fr', rows: '3rem 1fr' }
