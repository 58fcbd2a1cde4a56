import { PublicAddress } from './public-address';

describe('A link that leaves the service', () => {
  const address = new PublicAddress('https://minutebook.example.gov.uk');

  it('begins with the address that readers know', () => {
    expect(address.link('/invitation/a-b?c=d')).toBe('https://minutebook.example.gov.uk/invitation/a-b?c=d');
    expect(new PublicAddress('http://127.0.0.1:3000/').link('/')).toBe('http://127.0.0.1:3000/');
  });

  it.each(['', 'sign-in', '//elsewhere.example', '/\\elsewhere.example', 'https://elsewhere.example/'])(
    'is not made of "%s", which would lead elsewhere',
    (path) => {
      expect(() => address.link(path)).toThrow(RangeError);
    },
  );
});
