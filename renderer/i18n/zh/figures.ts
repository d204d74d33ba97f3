export const figureWords = {
  title: '指标',
}
