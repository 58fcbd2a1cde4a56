import type { UntimedStep } from './demonstration-step';
import {
  about,
  amended,
  completed,
  completionConfirmed,
  confirmed,
  corrected,
  leadsAssigned,
  moved,
  reopened,
  report,
  returned,
  role,
} from './progress-language';

/** The course of the Derbyshire plan, from April to 13 June 2014: invented. The board as the group meets it on the 16th. */
export const derbyshireProgress: readonly UntimedStep[] = [
  ...about(
    'DW1',
    report('2014-04-14', 'green', 80)`
      The strategy text is final. The action plan is out for a last reading by heads of service.`,
    confirmed('2014-04-16'),
    moved('2014-04-28', '2014-05-30', 'clerk')`
      Heads of service asked for two more weeks, so that the plan agrees with the service plans approved in May.`,
    report('2014-05-14', 'green', 95)`
      All heads of service have answered. Eleven changes were made; none alters a date.`,
    confirmed('2014-05-16'),
    completed('2014-05-30', '2014-05-29')`
      Strategy and action plan were approved by the senior management team on 29 May.`,
    reopened('2014-06-04')`
      Approved, but not yet published: the criterion is that the actions are put into effect, and staff have not been
      told. Please report it again when it is on the intranet.`,
    completed('2014-06-12', '2014-06-11')`
      Strategy and action plan were published on the intranet on 11 June, with a note to all staff and to the
      partners' workforce leads.`,
  ),
  ...about(
    'DW2',
    report('2014-04-15', 'green', 10)`
      Draft terms of reference for the QA group are with the steering group.`,
    confirmed('2014-04-17'),
    report('2014-05-20', 'green', 30)`
      Terms of reference are agreed. Five of eight members are named; the first meeting is on 24 June.`,
    confirmed('2014-05-22'),
    report('2014-06-12', 'amber', { percent: 30, forecast: '2015-03-31' })`
      Two of the three missing members cannot come on 24 June, so that meeting would have nobody from early years or
      schools. A date in July is being sought.`,
  ),
  ...about(
    'DW3',
    report('2014-04-15', 'amber', 15)`
      A first draft of the framework follows the national standards. There is no agreed budget for the development
      opportunities that it promises.`,
    confirmed('2014-04-17'),
    report('2014-05-21', 'amber', 20)`
      The draft is tested with three service managers. The budget is to be settled with the 2018 programme in July.`,
    confirmed('2014-05-23'),
  ),
  ...about(
    'DW4',
    report('2014-04-14', 'green')`
      Two learning sessions on recent inspection reports were held for managers; 46 came. Notes are on the intranet.`,
    confirmed('2014-04-16'),
  ),
  ...about(
    'DK1',
    report('2014-04-15', 'green', 35)`
      Thresholds document is agreed. Starting Point is staffed. Training on the single assessment goes on.`,
    returned('2014-04-17')`
      Senior managers heard on 10 April that two of six localities have not begun the training. Please rate it again
      with all localities in view.`,
    report('2014-04-24', 'amber', 30)`
      Four localities are on time. Two have not begun training on the single assessment, because trainers were moved
      to Starting Point; they begin on 19 May.`,
    confirmed('2014-04-25'),
    report('2014-05-20', 'amber', 40)`
      Training has begun in the last two localities. The joint work with Adult Care has no lead yet.`,
    report('2014-05-28', 'amber', 45)`
      Training has begun in the last two localities; 118 practitioners are trained. Adult Care has named a lead, who
      joins the project board in June.`,
    confirmed('2014-05-30'),
    report('2014-06-11', 'green', 50)`
      All six localities are training. Adult Care has joined the project board.`,
    returned('2014-06-13')`
      Glad of the progress, but the analysis and risk tools are not yet chosen, and they decide whether March can be
      met. Please say when they will be.`,
    report('2014-06-13', 'amber', { percent: 50, forecast: '2015-03-31' })`
      All six localities are training and Adult Care has joined. The analysis and risk tools are to be chosen by 31
      July; until then March is at risk.`,
  ),
  ...about(
    'DK2',
    report('2014-04-16', 'green', 40)`
      Procedures are revised for Working Together 2013. A briefing for designated persons in schools on the guidance
      of April 2014 is in preparation.`,
    confirmed('2014-04-23'),
    report('2014-05-21', 'green', 55)`
      Four of six area briefings for schools have been held; 203 of about 420 schools were there.`,
    confirmed('2014-05-23'),
    report('2014-06-12', 'green', 70)`
      All six area briefings have been held; 311 schools came. The others receive the recorded briefing and a
      checklist this week.`,
  ),
  ...about(
    'DK3',
    report('2014-04-16', 'amber', 25)`
      The scheme for newly qualified social workers runs. The revised progression scheme waits for the comments of the
      trade unions.`,
    confirmed('2014-04-23'),
    report('2014-05-22', 'amber', 35)`
      Trade unions have commented on the progression scheme; two points on pay are open.`,
    corrected('2014-05-27', 'amber', 'The meeting with HR is on 18 June, and one point was settled, not open.', 35)`
      Trade unions have commented on the progression scheme; one point on pay is open and goes to a meeting with HR on
      18 June.`,
    confirmed('2014-05-29'),
  ),
  ...about(
    'DK4',
    report('2014-04-17', 'green', 20)`
      The first group of 24 social workers and managers began the foundation course on 7 April.`,
    confirmed('2014-04-24'),
    report('2014-05-22', 'green', 35)`
      A second group of 24 has begun. One person has left the course; the place is filled.`,
    confirmed('2014-05-23'),
  ),
  ...about(
    'DK5',
    moved('2014-04-24', '2014-12-31', 'chair')`
      The document gives no legible date. The group agreed on 23 April that the training programme should be
      commissioned by the end of December.`,
    report('2014-05-08', 'amber', 15)`
      The list of courses is drafted with the training providers group. Two agencies have not sent their needs
      analysis.`,
    confirmed('2014-05-09'),
    report('2014-06-05', 'amber', 25)`
      One agency has sent its needs analysis; the other will by 20 June. The draft commission then goes to the joint
      workforce group.`,
    confirmed('2014-06-06'),
  ),
  ...about(
    'DK6',
    moved('2014-04-24', '2014-05-30', 'chair')`
      The document gives no legible date. The group wants every front line team to have had the awareness session
      before the summer.`,
    report('2014-05-08', 'amber', 30)`
      19 of 64 front line teams have had the session. Both trainers are fully booked until June.`,
    confirmed('2014-05-09'),
    report('2014-05-29', 'red', { percent: 45, forecast: '2014-07-31' })`
      29 of 64 teams have had the session, so the end of May is missed. Two more trainers have been asked for and are
      not yet agreed.`,
    confirmed('2014-06-02'),
    report('2014-06-10', 'red', { percent: 50, forecast: '2014-07-31' })`
      33 of 64 teams. One further trainer begins on 23 June. The rest can be reached by the end of July if the second
      is agreed this week.`,
    confirmed('2014-06-11'),
  ),
  ...about(
    'DK7',
    report('2014-05-09', 'amber', 10)`
      A short awareness course is chosen, but nobody has been named to run it.`,
    returned('2014-05-13')`
      Please name who leads for each service; without that the group cannot judge the risk.`,
    report('2014-06-06', 'green', 20)`
      The course has been run once for the partnership's trainers. The rest follows in autumn.`,
    returned('2014-06-10')`
      One course for trainers is a start, but there are still no dates and no leads for schools and for youth work.
      Please report again with both.`,
  ),
  ...about(
    'DL1',
    report('2014-04-17', 'green', 30)`
      Network meetings on the revised Early Years Foundation Stage reached 122 settings in the spring term.`,
    confirmed('2014-04-24'),
    report('2014-05-23', 'green', 40)`
      Child minders have meetings of their own from June, in the evening. 71 are booked.`,
    confirmed('2014-05-28'),
  ),
  ...about(
    'DL2',
    leadsAssigned('2014-05-15', {
      leads: [
        role('assistant-director', 'Assistant Director'),
        role('public-health-lead-children', 'Public Health Lead, Children'),
      ],
      monitoringLeads: [{ kind: 'group', id: 'GG-SMT', name: 'CAYA Senior Management Team', origin: 'stated' }],
    }),
  ),
  ...about(
    'DL3',
    report('2014-04-23', 'green', 25)`
      Coaching pairs of head teachers are set up in two of six areas.`,
    report('2014-04-30', 'green', 30)`
      Coaching pairs are set up in three areas; the programme for deputy heads has 28 places, all taken.`,
    confirmed('2014-05-02'),
    report('2014-06-04', 'green', 45)`
      Coaching pairs are set up in five areas. The deputy heads have had the first two of six days.`,
    confirmed('2014-06-06'),
  ),
  ...about(
    'DL4',
    report('2014-04-23', 'amber', 10)`
      Schools, health and the multi-agency teams have met once. Who pays for the shared advisers is open.`,
    confirmed('2014-04-25'),
    report('2014-05-23', 'red', 10)`
      Work has stopped: the post that was to write the pathway is held vacant until the service review reports.`,
    confirmed('2014-05-28'),
    report('2014-06-11', 'red', { percent: 10, forecast: '2015-07-31' })`
      Still stopped. A secondment from a special school was offered; the decision is with the Assistant Director.`,
    confirmed('2014-06-12'),
  ),
  ...about(
    'DL5',
    moved('2014-04-29', '2014-07-31')`
      The new assessments begin in September 2014, so the briefings have to be held before the summer holidays and not
      by March 2015.`,
    report('2014-05-07', 'amber', 35)`
      Eight of twenty briefings are booked. The final text of the code of practice is not yet out, so the material
      follows the draft.`,
    confirmed('2014-05-09'),
    moved('2014-06-03', '2014-09-30')`
      Schools asked for a second round after the final text is published, which is expected in the summer.`,
    report('2014-06-09', 'amber', 55)`
      Thirteen of twenty briefings have been held; 540 people came. Person centred planning courses are full until
      October and a waiting list is kept.`,
  ),
  ...about(
    'DL6',
    report('2014-04-22', 'green', 70)`
      The programme for 2014/15 is at the printer: 64 courses and three conferences.`,
    confirmed('2014-04-25'),
    completed('2014-05-19', '2014-05-16')`
      The programme was published on 16 May and booking is open.`,
    completionConfirmed('2014-05-22'),
    reopened('2014-06-05')`
      Confirmed too early: the action is to provide the programme, and two of the three conferences have no date. It
      is due in September, so there is time.`,
    report('2014-06-09', 'green', 80)`
      One conference is fixed for 2 July. Dates for the other two are asked for at the venue.`,
    confirmed('2014-06-11'),
  ),
  ...about(
    'DL7',
    report('2014-04-22', 'green', 60)`
      The framework is drafted and has been tried with four members of the Virtual School's staff.`,
    confirmed('2014-04-25'),
    report('2014-05-19', 'green', 85)`
      All staff have commented. The final text goes to the steering group on 21 May.`,
    confirmed('2014-05-21'),
    completed('2014-06-06', '2014-06-04')`
      The framework was agreed on 21 May. All eleven members of staff were trained on 4 June and use it in
      supervision.`,
    completionConfirmed('2014-06-11'),
  ),
  ...about(
    'DR1',
    report('2014-04-22', 'amber', 10)`
      The arrangements depend on the review of Supporting Families, which goes back to Cabinet. Development programmes
      are on hold except for induction.`,
    confirmed('2014-04-25'),
    report('2014-05-27', 'amber', { percent: 10, forecast: '2015-06-30' })`
      No change: until the new structure is known, a programme for it cannot be booked. Team managers meet each month
      to keep practice alike.`,
    confirmed('2014-05-30'),
  ),
  ...about(
    'DR2',
    report('2014-05-01', 'amber', 45)`
      Courses run in seven of ten priority areas. In the others the children's centre has no free room.`,
    confirmed('2014-05-02'),
    report('2014-06-03', 'green', 60)`
      Rooms are found in two libraries and a school; courses now run in all ten areas. 214 adults have joined since
      April.`,
    confirmed('2014-06-05'),
  ),
  ...about(
    'DR3',
    report('2014-04-23', 'green', 30)`
      The recruitment plan for apprentices is agreed: 24 places in six services.`,
    confirmed('2014-04-25'),
    moved('2014-05-12', '2014-10-31')`
      The college's new courses begin in October, and apprentices are to start together with them.`,
    report('2014-05-27', 'amber', 35)`
      Nine of 24 places have a manager who has agreed. Services under review will not commit themselves.`,
    confirmed('2014-05-30'),
    moved('2014-06-09', '2014-12-31')`
      Services under review can only decide on places when their structures are known, which is not before the autumn.`,
    report('2014-06-12', 'amber', { percent: 35, forecast: '2014-12-31' })`
      Eleven of 24 places are agreed. Work experience is coordinated by HR from this month; 40 placements are offered
      for July.`,
  ),
  ...about(
    'DV1',
    report('2014-05-01', 'amber')`
      Seven organisations have joined the training directory. Smaller ones say that daytime courses are no use to
      volunteers.`,
    confirmed('2014-05-02'),
  ),
  ...about(
    'DE1',
    amended('2014-04-30', {
      subItems: [
        'Young people take part in recruitment panels',
        'Parents and carers read new training material',
        'Feedback from young people is part of supervision',
      ],
    })`
      The group agreed on 23 April what taking part is to mean, so that it can be measured.`,
    report('2014-05-28', 'green', 25)`
      Young people sat on four of six recruitment panels since April. A reading group of parents begins in June.`,
    confirmed('2014-05-30'),
    report('2014-06-10', 'green', 30)`
      The reading group of nine parents and carers met on 5 June and read the induction material.`,
  ),
  ...about(
    'DD1',
    report('2014-04-24', 'green')`
      The set of twelve measures is agreed with HR: turnover, vacancies, sickness, age, qualifications and more.`,
    confirmed('2014-04-28'),
    report('2014-05-29', 'green')`
      First tables for the first quarter are ready. Turnover is 10.8 per cent.`,
    corrected('2014-06-02', 'green', 'Leavers at the end of fixed-term contracts had been counted as turnover.')`
      First tables for the first quarter are ready. Turnover is 9.6 per cent, ends of fixed-term contracts not
      counted.`,
    confirmed('2014-06-03'),
  ),
  ...about(
    'DX1',
    report('2014-06-11', 'amber', { percent: 5, of: '2014-06-06' })`
      The evaluation strategy has an outline. How the effect on children and families is to be measured is still
      debated; a workshop is planned for July.`,
  ),
];
