export const displayWords = {
  title: '屏幕',
}
