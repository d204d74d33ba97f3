/** The colours of `theme/tokens.css`, for surfaces that CSS does not reach. */
export const PALETTE = {
  ground: '#0f1419',
  land: '#151c23',
  border: '#33404c',
  water: '#1d3a4d',
  road: '#26323d',
  route: '#4a6076',
  text1: '#dbe3ea',
  text2: '#9aa8b5',
  text3: '#66747f',
  high: '#ff5a52',
  medium: '#f5a623',
  unit: '#6f9fd8',
  device: '#4d5a66',
  grid: '#202a34',
} as const
