export const alarmWords = {
  title: '报警',
}
