import { beforeAll, describe, expect, it } from 'vitest';
import { loadCatalogue } from '../../src/catalogue/index.js';
import type { UnitRegister } from '../../src/model/catalogue.js';
import { rulesFolder } from './folder.js';

let units: UnitRegister;
beforeAll(async () => {
  units = (await loadCatalogue()).units;
});

const codes = (found: readonly { code: string }[]) => found.map(({ code }) => code);

describe('a code is not an identity', () => {
  it('finds Hoằng Thành before the reform only, and another commune under its code after it', () => {
    const before = units.find({ level: 'xa', name: 'Xã Hoằng Thành', on: '2021-09-30' });
    expect(before).toEqual([
      { code: '15961', level: 'xa', name: 'Xã Hoằng Thành', parentCode: '399', validFrom: null, validTo: '2025-06-30' },
    ]);
    expect(units.get('399', '2021-09-30')).toMatchObject({ name: 'Huyện Hoằng Hóa', parentCode: '38' });
    expect(units.get('38', '2021-09-30')?.name).toBe('Tỉnh Thanh Hóa');

    expect(units.find({ level: 'xa', name: 'Xã Hoằng Thành', on: '2025-08-01' })).toEqual([]);
    expect(units.get('15961', '2025-06-30')?.name).toBe('Xã Hoằng Thành');
    expect(units.get('15961', '2025-07-01')?.name).toBe('Xã Hoằng Lộc');
    expect(units.get('15961', '2025-08-01')).toMatchObject({ parentCode: '38', validFrom: '2025-07-01' });
    expect(codes(units.find({ level: 'xa', name: 'Xã Hoằng Lộc', on: '2021-09-30' }))).toEqual(['15964']);
    expect(codes(units.find({ level: 'xa', name: 'Xã Hoằng Lộc', on: '2025-08-01' }))).toEqual(['15961']);
  });

  it('knows no district after the reform', () => {
    expect(units.get('399', '2025-07-01')).toBeNull();
    expect(units.find({ level: 'huyen', name: 'huyện Hoằng Hóa', on: '2025-06-30' })).toHaveLength(1);
    expect(units.find({ level: 'huyen', name: 'huyện Hoằng Hóa', on: '2025-07-01' })).toEqual([]);
  });

  it('knows each day’s provinces', () => {
    const province = (name: string, on: string) => codes(units.find({ level: 'tinh', name, on }));
    expect(province('tỉnh Hà Giang', '2025-06-30')).toEqual(['02']);
    expect(province('tỉnh Hà Giang', '2025-07-01')).toEqual([]);
    expect(province('tỉnh Thanh Hóa', '2020-01-01')).toEqual(['38']);
    expect(province('tỉnh Thanh Hóa', '2025-12-31')).toEqual(['38']);
    expect(province('tỉnh Thừa Thiên Huế', '2021-12-31')).toEqual(['46']);
    expect(province('thành phố Huế', '2021-12-31')).toEqual([]);
    expect(province('thành phố Huế', '2025-03-31')).toEqual(['46']);
    expect(province('thành phố Huế', '2025-09-30')).toEqual(['46']);
  });

  it('counts as many units on a day as there were', () => {
    const on = (day: string) => {
      let found = 0;
      for (let code = 0; code < 100_000; code++) if (units.get(String(code).padStart(5, '0'), day) !== null) found++;
      return found;
    };
    expect(on('2025-06-30')).toBe(10_033);
    expect(on('2025-07-01')).toBe(3_321);
  });
});

describe('names', () => {
  const on = '2021-09-30';
  it.each([
    'Xã Hoằng Thành',
    'xã Hoằng Thành',
    'XÃ HOẰNG THÀNH',
    'Hoằng Thành',
    'xã  Hoằng\u00a0Thành',
    'xã Hoằng Thành'.normalize('NFD'),
  ])('%s', (name) => {
    expect(codes(units.find({ level: 'xa', name, on }))).toEqual(['15961']);
  });

  it('keeps a commune, a ward and a town of one name apart when the type is said', () => {
    const of = (name: string) =>
      units.find({ level: 'xa', name, on, district: 'huyện Hậu Lộc' }).map((unit) => unit.name);
    expect(of('thị trấn Hậu Lộc')).toEqual(['Thị trấn Hậu Lộc']);
    expect(of('TT. Hậu Lộc')).toEqual(['Thị trấn Hậu Lộc']);
    expect(of('Hậu Lộc')).toEqual(['Thị trấn Hậu Lộc']);
    expect(of('xã Hậu Lộc')).toEqual([]);
  });

  it('does not mind where the tone is written, but minds i and y', () => {
    expect(codes(units.find({ level: 'huyen', name: 'huyện Hoằng Hoá', on }))).toEqual(['399']);
    expect(units.find({ level: 'xa', name: 'xã Lí Nhân', on })).toEqual([]);
  });

  it('asks for more where a name is not enough', () => {
    expect(units.find({ level: 'xa', name: 'Phường 1', on }).length).toBeGreaterThan(20);
    const inDistrict = units.find({
      level: 'xa',
      name: 'Phường 1',
      district: 'Quận 3',
      province: 'TP. Hồ Chí Minh',
      on,
    });
    expect(codes(inDistrict)).toEqual(['27160']);
    expect(codes(units.find({ level: 'xa', name: 'Phường 01', district: 'Q. 3', on }))).toEqual(['27160']);
    expect(units.find({ level: 'xa', name: 'xã Hoằng Thành', district: 'huyện Hậu Lộc', on })).toEqual([]);
    expect(units.find({ level: 'xa', name: 'xã Hoằng Thành', province: 'tỉnh Nghệ An', on })).toEqual([]);
  });

  it('has no ministries or departments', () => {
    expect(units.find({ level: 'so', name: 'Sở Nội vụ', on })).toEqual([]);
  });
});

describe('units merged at a date nobody recorded', () => {
  const HEADER = 'code,level,name,parent_code,valid_from,valid_to,merged_into';
  const files = {
    'units/units.csv': [
      HEADER,
      '38,tinh,Tỉnh Thanh Hóa,,,2025-06-30,',
      '380,huyen,Huyện A,38,,2025-06-30,',
      '381,huyen,Huyện B,38,,2025-06-30,',
      '00001,xa,Xã Tân Lập,380,,2025-06-30,',
      '00002,xa,Tân Lập,381,,,00003',
      '00003,xa,Xã Tân Tiến,381,,2025-06-30,',
    ].join('\n'),
  };

  it('are never an answer, but forbid a single one', async () => {
    const register = (await loadCatalogue(await rulesFolder(files))).units;
    const find = (name: string, district: string | null) =>
      codes(register.find({ level: 'xa', name, district, on: '2021-01-01' }));
    expect(find('xã Tân Lập', null)).toEqual([]);
    expect(find('xã Tân Lập', 'huyện A')).toEqual(['00001']);
    expect(find('xã Tân Lập', 'huyện B')).toEqual([]);
    expect(find('xã Tân Tiến', null)).toEqual(['00003']);
    expect(register.get('00002', '2021-01-01')).toBeNull();
  });
});
