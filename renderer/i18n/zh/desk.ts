export const deskWords = {
  title: '席位',
}
