import './oldBrowsers.ts';
import '../components/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { startI18n } from '../lib/i18n.ts';
import { reloadWhenStale } from '../lib/reloadWhenStale.ts';
import { followSystemTheme } from '../lib/theme.ts';
import { App } from './App.tsx';

followSystemTheme();
reloadWhenStale();
await startI18n();
const place = document.querySelector('#app');
if (place) {
  createRoot(place).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
