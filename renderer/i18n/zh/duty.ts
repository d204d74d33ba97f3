export const dutyWords = {
  title: '勤务',
}
