export const program = 'the checker';
