import { initAll } from 'govuk-frontend';

// What govuk-frontend's own template does in an inline script, which the content security policy forbids.
document.body.classList.add('js-enabled', 'govuk-frontend-supported');
initAll();
