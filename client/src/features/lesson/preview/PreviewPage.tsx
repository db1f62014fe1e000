import { LessonId, SchoolId } from '@pluriclasse/shared/ids';
import { useState } from 'react';
import { uuid } from '../../../live/testing/lesson.ts';
import { DeskPage } from '../desk/DeskPage.tsx';
import { HomePage } from '../home/HomePage.tsx';
import { KitPage } from '../kit/KitPage.tsx';
import { TabletPage } from '../tablet/TabletPage.tsx';
import { previewSeat } from './previewSeat.ts';
import { recordings, scenes } from './scenes.ts';

const lessonId = LessonId.parse(uuid(900));
const schoolId = SchoolId.parse(uuid(101));
const renderBoard = () => <section style={{ background: '#fff', height: '100%' }} />;
const stay = () => undefined;

/** All four surfaces in a scene: `?surface=kit&scene=away&lobby=early&recording=on`. For those who build them. */
export default function PreviewPage() {
  const query = new URLSearchParams(location.search);
  const scene = scenes.find((one) => one === query.get('scene')) ?? 'lesson';
  const lobby = query.get('lobby') === 'early' ? 'early' : query.get('lobby') === 'open' ? 'open' : undefined;
  const recording = recordings.find((one) => one === query.get('recording'));
  const [open] = useState(() => previewSeat(scene, lobby, recording));
  const page = { lessonId, as: 'staff' as const, renderBoard, onGone: stay, open };
  switch (query.get('surface')) {
    case 'kit':
      return <KitPage {...page} schoolId={schoolId} />;
    case 'tablet':
      return <TabletPage {...page} />;
    case 'home':
      return <HomePage {...page} schoolId={schoolId} />;
    default:
      return <DeskPage {...page} schoolId={schoolId} />;
  }
}
