export const permit = 'permit';
