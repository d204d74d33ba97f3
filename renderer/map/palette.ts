/** The colours of `theme/tokens.css`, for surfaces that CSS does not reach. */
export const PALETTE = {
  ground: '#0f1419',
  land: '#151c23',
  border: '#33404c',
  water: '#1d3a4d',
  road: '#2a3742',
  roadMain: '#33424f',
  route: '#4a6076',
  area: '#5b6b5e',
  hatch: '#33403a',
  text1: '#dbe3ea',
  text2: '#9aa8b5',
  text3: '#84929e',
  high: '#ff5a52',
  medium: '#f5a623',
  unit: '#6f9fd8',
  device: '#5d6b78',
} as const
