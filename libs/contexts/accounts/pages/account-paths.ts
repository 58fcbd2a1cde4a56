/** Addresses of the pages of accounts. */
export const accountPaths = {
  list: '/people',
  listExport: '/people.csv',
  add: '/people/new',
  addService: '/people/new-service',
  show: (id: string) => `/people/${id}`,
  form: (id: string, step: string) => `/people/${id}/${step}`,
  own: '/my-account',
  ownForm: (step: string) => `/my-account/${step}`,
  rights: '/who-may-see',
};
