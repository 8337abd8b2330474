/** A package of CommonJS that is loaded late has no named exports once it is bundled; imported by name it has. */
export { GoogleAuth } from 'google-auth-library';
