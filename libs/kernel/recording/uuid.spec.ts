import { newRandomId, uuidV5 } from './uuid';

const DNS = '6ba7b810-9dad-11d1-80b4-00c04fd430c8';
const URL = '6ba7b811-9dad-11d1-80b4-00c04fd430c8';

describe('a UUID of version 5', () => {
  it('is that of RFC 9562, appendix A.4', () => {
    expect(uuidV5(DNS, 'www.example.com')).toBe('2ed6657d-e927-568b-95e1-2665a8aea6a2');
  });

  it('is taken over the UTF-8 of its name, as other implementations do', () => {
    expect(uuidV5(URL, '£ and 校')).toBe('c03c4815-00c5-5fe2-90f9-bcb308100bc0');
  });

  it('differs with the namespace', () => {
    expect(uuidV5(URL, 'www.example.com')).not.toBe(uuidV5(DNS, 'www.example.com'));
  });
});

describe('a random id', () => {
  it('is a UUID of version 4, another each time', () => {
    expect(newRandomId()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(newRandomId()).not.toBe(newRandomId());
  });
});
