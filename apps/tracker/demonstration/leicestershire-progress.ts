import {
  about,
  aboutPlan,
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
  withdrawn,
} from './progress-language';
import type { UntimedStep } from './demonstration-step';
import { LEICESTERSHIRE } from './published-plans';

const STRATEGIC_LEAD = role(
  'strategic-lead-childrens-workforce-development',
  "Strategic Lead, Children's Workforce Development",
);

/** The course of the Leicestershire plan, November 2009 to April 2011: invented. Mostly done, and closed. */
export const leicestershireProgress: readonly UntimedStep[] = [
  ...about(
    'LA1',
    report('2009-11-16', 'green', 10)`
      Training leads of the partners have met. The common topics are agreed: safeguarding, information sharing, the
      Common Assessment Framework and the lead professional.`,
    confirmed('2009-11-20'),
    report('2010-01-18', 'amber', 25)`
      Outline of the programme is drafted. Two partners have not yet said which trainers they can release, so three of
      the twelve courses have nobody to run them.`,
    confirmed('2010-01-22'),
    report('2010-03-22', 'green', 45)`
      The programme for the first term is published: twelve half-day courses, each with trainers from two partners.
      Booking opens on 29 March.`,
    confirmed('2010-03-26'),
    report('2010-06-21', 'green', 60)`
      Nine of twelve courses have run in the first term. Feedback is good.`,
    returned('2010-06-25')`
      Please give bookings and attendance, and say which sectors did not come. The group agreed to watch take-up, not
      only the number of courses.`,
    report('2010-06-29', 'amber', 60)`
      Nine of twelve courses have run; 171 people came of 236 booked. Nobody came from GP practices and few from
      private nurseries. Twilight sessions are planned for the autumn.`,
    confirmed('2010-07-02'),
    report('2010-09-20', 'green', 75)`
      Autumn programme is full. Five twilight sessions are held in nurseries and children's centres; 48 places are
      taken by private and voluntary settings.`,
    confirmed('2010-09-24'),
    report('2010-11-22', 'green', 85)`
      Ten of fourteen autumn courses have run, with 82 per cent attendance.`,
    report('2010-12-06', 'amber', 85)`
      Three courses in the week of 29 November were called off because of snow. New dates in January are offered to
      the 58 people who were booked.`,
    confirmed('2010-12-10'),
    report('2011-02-21', 'green', 95)`
      All courses called off in December have been held. Partners have agreed to share trainers without charge from
      April.`,
    confirmed('2011-02-25'),
    completed('2011-03-21', '2011-03-18')`
      31 courses in four terms, 604 places taken, seven of eight sectors reached. An agreement to share trainers from
      April 2011 is signed by all partners.`,
    completionConfirmed('2011-03-28'),
  ),
  ...about(
    'LA2',
    report('2009-11-16', 'amber', 5)`
      Partners hold their workforce data in six different systems. A first meeting of data leads is arranged for
      December.`,
    confirmed('2009-11-20'),
    report('2010-01-18', 'amber', 15)`
      A first list of 32 items is agreed with four partners. Health partners are waiting for their own national data
      set.`,
    confirmed('2010-01-22'),
    report('2010-03-22', 'red', { percent: 20, forecast: '2010-07-31' })`
      April cannot be met: there is no protocol on sharing personal data, and two partners will send nothing without
      one.`,
    confirmed('2010-03-26'),
    moved('2010-04-12', '2010-07-31')`
      A protocol on sharing personal data has to be signed first; the legal advisers of three partners have asked for
      changes.`,
    report('2010-06-21', 'amber', 40)`
      The protocol is agreed and with the partners for signature. Five of eight have signed. A trial collection has
      been run with two district partners.`,
    confirmed('2010-06-25'),
    moved('2010-07-19', '2010-10-29')`
      Schools cannot supply returns before the autumn census, and without schools the figures would miss half the
      workforce.`,
    report('2010-09-20', 'red', { percent: 50, forecast: '2011-01-31' })`
      All have signed, but the trial showed that one in five records is counted twice, because people who work for two
      partners have no common number.`,
    confirmed('2010-09-24'),
    moved('2010-10-18', '2011-01-31')`
      The matching rule for people who work for two partners has to be rewritten and tried again. The group agreed
      that a wrong count is worse than a late one.`,
    report('2010-11-22', 'amber', 70)`
      The new matching rule finds all but 2 per cent of double records in the trial. The full collection began on 15
      November.`,
    confirmed('2010-11-26'),
    report('2011-01-17', 'green', 90)`
      Returns are in from all partners but one, which is promised for 28 January. The first tables are drafted.`,
    confirmed('2011-01-21'),
    completed('2011-02-07', '2011-02-04')`
      Data standard, protocol and collection guide are published. The first collection covers all eight partners; the
      tables were given to the group on 4 February.`,
    completionConfirmed('2011-02-14'),
  ),
  ...about(
    'LA3',
    report('2009-11-16', 'green', 10)`
      A working group is set up and has compared the induction programmes of five partners with the Common Core.`,
    confirmed('2009-11-20'),
    report('2010-01-18', 'green', 20)`
      On track for a start on 1 April.`,
    returned('2010-01-22')`
      The report says on track, but no partner has yet agreed to use the programme. Please rate it again and say what
      is needed for 1 April.`,
    report('2010-01-27', 'amber', 20)`
      The content is drafted, but no partner has yet agreed to use it. A paper goes to the Executive in February
      asking each partner to name a lead.`,
    confirmed('2010-01-29'),
    report('2010-03-22', 'amber', 35)`
      Four of eight partners will begin on 1 April. The workbook is at the printer.`,
    confirmed('2010-03-26'),
    report('2010-06-21', 'amber', 50)`
      86 new starters in four partners have begun the programme. The other partners prefer their own induction and
      will use parts of ours.`,
    confirmed('2010-06-25'),
    amended('2010-07-05', {
      subItems: [
        'Understanding of how the job role contributes to improved outcomes',
        'Essential knowledge and skills',
        'Up to date with relevant legislation, policies and procedures',
        'Prepare people to work in a multi-agency context',
        'Sense of belonging to the workforce',
        'Short version for volunteers and for staff who change partners',
      ],
    })`
      The group agreed on 1 July to add a short version, because most new starters in the voluntary sector are part
      time.`,
    report('2010-09-20', 'red', 55)`
      Only two partners still enter new starters. Recruitment is frozen in most services, and the short version has no
      trainer.`,
    confirmed('2010-09-24'),
    report('2010-11-22', 'red', 55)`
      No change. The grant that pays for the workbook ends in March 2011 and there is no other money for it.`,
    confirmed('2010-11-26'),
    withdrawn('2011-02-14')`
      The Executive decided not to carry the programme on when the grant ends. Partners keep the workbook and use it
      in their own inductions.`,
  ),
  ...about(
    'LA4',
    report('2009-11-16', 'green', 30)`
      The job description template has a Common Core section. Two partners have taken it up.`,
    confirmed('2009-11-20'),
    report('2010-01-18', 'green', 70)`
      Six of eight partners use the template. Guidance for recruiting managers is published.`,
    corrected('2010-01-20', 'green', 'Two district councils that share a personnel service were counted twice.', 60)`
      Five of eight partners use the template. Guidance for recruiting managers is published.`,
    confirmed('2010-01-22'),
    completed('2010-02-22', '2010-02-19')`
      All eight partners have confirmed in writing that the template is in use. Guidance was sent to 340 recruiting
      managers.`,
    completionConfirmed('2010-02-26'),
    reopened('2010-06-28')`
      A sample of 40 adverts showed eleven without the Common Core section, all from schools and early years settings.
      The criterion is that recruitment uses it, not that the template exists.`,
    moved('2010-06-30', '2010-09-30')`
      Reopened after the sample of adverts: schools and settings can be reached before the September recruitment
      round.`,
    report('2010-09-06', 'green', 95)`
      The template is now part of the schools' recruitment pack. In a second sample of 40 adverts two lacked the
      section; both were put right.`,
    confirmed('2010-09-10'),
    completed('2010-09-20', '2010-09-17')`
      Third sample of 40 adverts from all sectors: all have the section. The sample will be repeated each year by the
      personnel leads.`,
    completionConfirmed('2010-09-24'),
  ),
  ...about(
    'LA5',
    report('2009-11-16', 'amber', 20)`
      Staff workshops have proposed 14 behaviours, which is too many. Trade unions have asked to see the draft before
      it goes further.`,
    confirmed('2009-11-20'),
    moved('2009-12-07', '2010-02-26')`
      Trade unions and the voluntary sector asked for six weeks to comment, which the group thought right for
      something that all staff are to live by.`,
    report('2010-01-18', 'green', 60)`
      Comments are coming in and the set is nearly agreed.`,
    returned('2010-01-22')`
      Two partners wrote to the group that they do not accept the draft. That is not green: please say what is in
      dispute and how it will be settled.`,
    report('2010-01-28', 'amber', 50)`
      The set is down to seven behaviours. Two partners object to the wording on challenge between colleagues; a
      meeting is fixed for 9 February.`,
    confirmed('2010-01-29'),
    moved('2010-02-15', '2010-04-30')`
      Agreement was reached on 9 February, but the leaflet and the guide for managers cannot be printed before April.`,
    report('2010-03-22', 'green', 85)`
      Seven behaviours are agreed by all partners and tested with two groups of young people. Print is ordered.`,
    confirmed('2010-03-26'),
    completed('2010-04-26', '2010-04-23')`
      The behaviours are published as a leaflet and on the intranets of all partners. 6,000 leaflets have gone out.
      Managers have a guide for supervision.`,
    completionConfirmed('2010-04-30'),
  ),
  ...about(
    'LA6',
    report('2009-11-06', 'amber', { percent: 70, forecast: '2009-12-31' })`
      The draft has 140 terms. Health and school partners have still to comment, so the end of October was missed.`,
    confirmed('2009-11-10'),
    moved('2009-11-11', '2009-12-31')`
      Health and school partners asked to comment on the draft; without their words it would be a glossary of the
      council only.`,
    report('2009-12-07', 'green', 90)`
      Comments are in from all partners. 26 terms have been rewritten in plain words after a reading by young people.`,
    confirmed('2009-12-11'),
    completed('2010-01-11', '2009-12-18')`
      Published on 18 December with 152 terms, in print and on the partnership's web page. The group reads it over
      once a year.`,
    completionConfirmed('2010-01-15'),
  ),
  ...about(
    'LA7',
    report('2009-11-06', 'green', 60)`
      The plan for January to June 2010 is drafted from the lessons of the pilot.`,
    report('2009-11-23', 'green', 80)`
      The plan is agreed by the data leads. Twelve people have offered to be trained as facilitators.`,
    confirmed('2009-11-25'),
    completed('2009-12-14', '2009-12-11')`
      The plan was agreed by the group on 11 December.`,
    reopened('2009-12-16')`
      The plan is there, but the criteria also ask for a pool of trained facilitators and nobody has been trained yet.
      It stays open until the training has been held.`,
    report('2010-01-11', 'amber', 90)`
      Training of facilitators is booked for 21 January; nine of twelve can come.`,
    confirmed('2010-01-15'),
    completed('2010-01-25', '2010-01-22')`
      The plan is agreed and eleven facilitators from six partners were trained on 21 and 22 January. Focus groups
      begin in February.`,
    completionConfirmed('2010-01-29'),
  ),
  ...about(
    'LA8',
    report('2009-11-06', 'amber', 30)`
      The strategy is drafted, but went to the group too late to be agreed in October.`,
    confirmed('2009-11-10'),
    moved('2009-11-11', {
      words: 'Strategy agreed by 30 November 2009; Implementation - ongoing',
      due: '2009-11-30',
      ongoing: true,
    })`
      The group asked for a section on how children, young people and families are told and heard.`,
    report('2009-12-07', 'green', 45)`
      The strategy was agreed by the group on 26 November. The first awareness sessions are held in January.`,
    confirmed('2009-12-11'),
    leadsAssigned('2010-02-01', {
      leads: [
        { ...STRATEGIC_LEAD },
        role('communications-officer-childrens-trust', "Communications Officer, Children's Trust"),
      ],
      monitoringLeads: [
        {
          kind: 'group',
          id: 'GG-LLIG',
          name: "Children and Young People's Workforce Local Implementation Group",
          origin: 'stated',
        },
      ],
    }),
    report('2010-03-22', 'green', 60)`
      Eight awareness sessions with 310 people from all sectors. Five fact sheets are published.`,
    confirmed('2010-03-26'),
    report('2010-06-21', 'amber', 65)`
      The website is late: the supplier's first version could not be used with a screen reader and was not accepted.`,
    confirmed('2010-06-25'),
    report('2010-09-20', 'green', { percent: 80, of: '2010-09-17' })`
      The website opened on 13 September. A panel of ten young people has read all pages and asked for shorter ones.`,
    confirmed('2010-09-24'),
    report('2010-11-22', 'green', 85)`
      The website has had 4,100 visits in two months. The newsletter goes to 900 readers.`,
    corrected('2010-11-25', 'green', 'The number of visits included those of our own staff.', 85)`
      The website has had 2,300 visits in two months, our own staff not counted. The newsletter goes to 900 readers.`,
    confirmed('2010-11-26'),
    report('2011-02-21', 'green', 95)`
      All parts of the strategy are in place. The website moves to the council's own pages in March, so that it does
      not end with the grant.`,
    confirmed('2011-02-25'),
    completed('2011-03-21', '2011-03-18')`
      Strategy, website, fact sheets and 22 awareness sessions are delivered. The survey of staff in February had 71
      per cent who knew of the One Children's Workforce, against 28 in 2009.`,
    completionConfirmed('2011-03-28'),
  ),
  // After all actions: what falls on one day keeps this order.
  aboutPlan(LEICESTERSHIRE, '2010-03-29', { type: 'amend', endsOn: '2011-03-31' }),
  aboutPlan(LEICESTERSHIRE, '2011-04-08', { type: 'close' }),
];
