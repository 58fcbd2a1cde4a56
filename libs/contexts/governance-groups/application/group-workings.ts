/** What follows from a group's terms and members, for pages and API: whether a meeting may decide, and who has the chair. */
export { chairTurn, type ChairTurn } from '../domain/chair-turn';
export { agenciesWithoutMember, quorumOf, type QuorumFinding } from '../domain/quorum';
