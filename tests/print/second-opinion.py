#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What pikepdf, qpdf and poppler say about a print file: second-opinion.py PRINT-SAMPLE. Shares no code with the checker."""
import pathlib
import subprocess
import sys
import tempfile

import pikepdf

failures = []
painted_text = []


def expect(truth, what):
    if not truth:
        failures.append(what)


def read_content(owner, resources, where):
    """Follow colours and overprint through one content stream."""
    stack, fill, over = [], None, False
    for operands, operator in pikepdf.parse_content_stream(owner):
        op = str(operator)
        expect(op not in ('rg', 'RG'), f'{where}: {op}')
        expect(not (op in ('cs', 'CS') and operands[0] == '/DeviceRGB'), f'{where}: DeviceRGB {op}')
        if op == 'q':
            stack.append((fill, over))
        elif op == 'Q':
            fill, over = stack.pop()
        elif op == 'k':
            fill = tuple(round(float(n), 4) for n in operands)
        elif op == 'gs':
            state = resources.ExtGState[operands[0]]
            over = bool(state.get('/op', over))
            expect(not over or state.get('/OPM', 1) == 1, f'{where}: overprint without OPM')
        elif op in ('Tj', 'TJ'):
            painted_text.append((fill, over))
        elif op in ('f', 'f*', 'B', 'sh', 'Do'):
            expect(not over, f'{where}: {op} prints over')
    expect(not stack, f'{where}: q without Q')


def check_objects(pdf):
    for obj in pdf.objects:
        if not isinstance(obj, (pikepdf.Dictionary, pikepdf.Stream)):
            continue
        where = f'object {obj.objgen[0]}'
        for key in ('/ColorSpace', '/CS'):
            expect(obj.get(key) != '/DeviceRGB', f'{where}: {key} is DeviceRGB')
        group = obj.get('/Group')
        expect(group is None or group.get('/CS') in (None, '/DeviceCMYK', '/DeviceGray'), f'{where}: group')
        expect('/Interpolate' not in obj, f'{where}: Interpolate')
        expect('/MCID' not in obj and '/StructParents' not in obj, f'{where}: structure')
        if obj.get('/Subtype') == '/CIDFontType2':
            expect(obj.get('/CIDToGIDMap') == '/Identity', f'{where}: CIDToGIDMap')
        if isinstance(obj, pikepdf.Stream) and (obj.get('/Subtype') == '/Form' or obj.get('/PatternType') == 1):
            read_content(obj, obj.Resources, where)
        if obj.get('/FunctionType') == 2:
            expect(len(obj.C0) in (1, 4) and len(obj.C0) == len(obj.C1), f'{where}: stops')


def near(box, expected):
    return all(abs(float(a) - b) < 0.01 for a, b in zip(box, expected))


def check_pages(pdf):
    mm = 72 / 25.4
    width, height, bleed = 154 * mm, 216 * mm, 3 * mm
    for number, page in enumerate(pdf.pages, 1):
        expect(near(page.obj.MediaBox, (0, 0, width, height)), f'page {number}: MediaBox')
        expect(near(page.obj.BleedBox, (0, 0, width, height)), f'page {number}: BleedBox')
        expect(near(page.obj.TrimBox, (bleed, bleed, width - bleed, height - bleed)), f'page {number}: TrimBox')
        for key in ('/Annots', '/StructParents', '/CropBox', '/ArtBox'):
            expect(key not in page.obj, f'page {number}: {key}')
        read_content(page.obj, page.obj.Resources, f'page {number}')
    black = [over for fill, over in painted_text if fill == (0, 0, 0, 1)]
    white = [over for fill, over in painted_text if fill == (0, 0, 0, 0)]
    expect(black and all(black), 'black text does not print over')
    expect(white and not any(white), 'white text prints over')


def check_catalog(pdf):
    expect(set(pdf.Root.keys()) == {'/Type', '/Pages', '/Metadata', '/OutputIntents'}, f'catalog: {set(pdf.Root.keys())}')
    intent = pdf.Root.OutputIntents[0]
    expect(intent.S == '/GTS_PDFX' and str(intent.OutputConditionIdentifier) == 'FOGRA39', 'intent')
    icc = intent.DestOutputProfile.read_bytes()
    expect(icc[12:16] == b'prtr' and icc[16:20] == b'CMYK', 'profile')
    expect('/Filter' not in pdf.Root.Metadata, 'XMP is compressed')
    expect(pdf.docinfo['/Trapped'] == '/False', 'Trapped')
    expect(str(pdf.docinfo['/CreationDate']) == "D:20260501123000+02'00'", 'date')
    with pdf.open_metadata() as xmp:
        expect(xmp['dc:title'] == str(pdf.docinfo['/Title']), 'title')
        expect(xmp.pdfx_status == 'PDF/X-4', f'status {xmp.pdfx_status}')


def check_images(path):
    listing = subprocess.run(['pdfimages', '-list', path], capture_output=True, text=True, check=True).stdout
    kinds = {(line.split()[2], line.split()[5], line.split()[8]) for line in listing.splitlines()[2:]}
    expect(kinds == {('image', 'cmyk', 'jpeg'), ('image', 'cmyk', 'image'), ('smask', 'gray', 'image')}, f'images: {kinds}')


def check_text(path):
    text = subprocess.run(['pdftotext', path, '-'], capture_output=True, text=True, check=True).stdout
    expect('Schwarz druckt über. Łódź fiel.' in text, f'text: {text}')


with tempfile.TemporaryDirectory() as folder:
    path = pathlib.Path(folder) / 'out.pdf'
    subprocess.run([sys.argv[1], path], check=True)
    expect(path.read_bytes()[:8] == b'%PDF-1.6', 'header')
    expect(b'/ObjStm' not in path.read_bytes(), 'object streams')
    result = subprocess.run(['qpdf', '--check', path], capture_output=True, text=True)
    expect(result.returncode == 0 and 'WARNING' not in result.stdout + result.stderr, result.stdout + result.stderr)
    with pikepdf.open(path) as document:
        check_catalog(document)
        check_objects(document)
        check_pages(document)
    check_images(path)
    check_text(path)

print('\n'.join(failures))
sys.exit(1 if failures else 0)
