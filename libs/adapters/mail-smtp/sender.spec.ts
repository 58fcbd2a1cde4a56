import { senderFrom } from '.';

describe('The sender of mail', () => {
  it.each([
    ['minutes@council.gov.uk', { address: 'minutes@council.gov.uk' }],
    ['<minutes@council.gov.uk>', { address: 'minutes@council.gov.uk' }],
    ['Minutebook <minutes@council.gov.uk>', { name: 'Minutebook', address: 'minutes@council.gov.uk' }],
    [
      '"Cyngor Tŷ, Minutes" <minutes@council.gov.uk>',
      { name: 'Cyngor Tŷ, Minutes', address: 'minutes@council.gov.uk' },
    ],
  ])('is read from %s', (text, sender) => {
    expect(senderFrom(text)).toEqual(sender);
  });

  it.each([
    '',
    'Minutebook',
    'Minutebook minutes@council.gov.uk',
    'a@council.gov.uk, b@council.gov.uk',
    'Minutebook\r\nBcc: all@council.gov.uk <minutes@council.gov.uk>',
    'Mi"nute"book <minutes@council.gov.uk>',
    'Minutebook <minutes@council.gov.uk> <b@council.gov.uk>',
    `${'x'.repeat(101)} <minutes@council.gov.uk>`,
  ])('is not read from "%s"', (text) => {
    expect(senderFrom(text)).toBeUndefined();
  });
});
